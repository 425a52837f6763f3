"""The typed model of a cable: frozen data, no input or output, no format names."""
