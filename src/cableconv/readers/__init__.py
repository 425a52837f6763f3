"""Readers: one module or package a format, each turning bytes into cables."""
