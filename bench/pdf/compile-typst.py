"""Compiles one Typst file: compile-typst.py <in.typ> <out.pdf>. The fonts are those in TYPST_FONT_PATHS."""

import os
import sys

import typst

source, target = sys.argv[1:]
typst.compile(source, output=target, font_paths=[os.environ["TYPST_FONT_PATHS"]], ignore_system_fonts=True)
