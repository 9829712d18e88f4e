"""Expressions for Polars: ``import septet.polars``, then ``pl.col("text").sms.parts()``.

They run inside Polars, in its threads, on its own columns. A text that cannot be sent ends the query with its row.
"""

from __future__ import annotations

import polars
from polars.plugins import register_plugin_function

from . import _library

__all__ = ["SMS"]


@polars.api.register_expr_namespace("sms")
class SMS:
    """What the namespace ``sms`` of an expression has; nulls stay null."""

    def __init__(self, expression: polars.Expr) -> None:
        self._expression = expression

    def parts(self) -> polars.Expr:
        """How many parts each text has (Int32)."""
        return self._call("sms_parts")

    def units(self) -> polars.Expr:
        """How many units each text has: septets or UTF-16 code units (Int32)."""
        return self._call("sms_units")

    def encoding(self) -> polars.Expr:
        """``gsm7`` or ``ucs2`` (String)."""
        return self._call("sms_encoding")

    def plan(self) -> polars.Expr:
        """A struct of ``encoding``, ``units``, ``parts`` and ``remaining``."""
        return self._call("sms_plan")

    def _call(self, name: str) -> polars.Expr:
        return register_plugin_function(
            plugin_path=_library.PATH, function_name=name, args=[self._expression], is_elementwise=True
        )
