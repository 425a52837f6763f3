"""Writers: one module or package a format, each turning a cable into bytes."""
