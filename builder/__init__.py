"""Tongdu 同读／同讀: a folder of archived Chinese articles becomes a static site in both scripts."""

__version__ = "0.1.0"
