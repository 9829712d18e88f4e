"""Expressions for Polars: ``import septet.polars``, then ``pl.col("text").sms.parts()``.

``parts``, ``units``, ``encoding`` and ``plan`` run inside Polars, in its threads, on its own columns; options are those of
``septet.plan``. A text that cannot be sent ends the query with its row in its chunk.
``encode`` and ``decode`` are about single messages: they call Python for each row.
"""

from __future__ import annotations

from typing import Any

import polars
from polars.plugins import register_plugin_function

from . import _library
from ._columns import decoded, encoded

__all__ = ["SMS"]


@polars.api.register_expr_namespace("sms")
class SMS:
    """What the namespace ``sms`` of an expression has; nulls stay null."""

    def __init__(self, expression: polars.Expr) -> None:
        self._expression = expression

    def parts(self, **planning: Any) -> polars.Expr:
        """How many parts each text has (Int32)."""
        return self._call("sms_parts", planning)

    def units(self, **planning: Any) -> polars.Expr:
        """How many units each text has: septets or UTF-16 code units (Int32)."""
        return self._call("sms_units", planning)

    def encoding(self, **planning: Any) -> polars.Expr:
        """``gsm7`` or ``ucs2`` (String)."""
        return self._call("sms_encoding", planning)

    def plan(self, **planning: Any) -> polars.Expr:
        """A struct of ``encoding``, ``units``, ``parts`` and ``remaining``."""
        return self._call("sms_plan", planning)

    def encode(self, message_number: int | polars.Expr, **planning: Any) -> polars.Expr:
        """The user data of each part (List of Binary), as ``septet.encode``; an expression has a number for each row."""
        options = _library.options(**planning)

        def encode(series: list[polars.Series]) -> polars.Series:
            arrow = [column.to_arrow() for column in series]
            return polars.Series(series[0].name, encoded(*arrow, options), polars.List(polars.Binary))

        return polars.map_batches(
            [self._expression, _column(message_number)], encode, return_dtype=polars.List(polars.Binary)
        )

    def decode(
        self,
        user_data_length: int | polars.Expr,
        data_coding_scheme: int | polars.Expr = 0,
        has_header: bool | polars.Expr = False,
    ) -> polars.Expr:
        """The text of each received part (String), as ``septet.decode``; expressions have a value for each row."""

        def decode(series: list[polars.Series]) -> polars.Series:
            arrow = [column.to_arrow() for column in series]
            return polars.Series(series[0].name, decoded(*arrow), polars.String)

        arguments = [_column(value) for value in (user_data_length, data_coding_scheme, has_header)]
        return polars.map_batches([self._expression, *arguments], decode, return_dtype=polars.String)

    def _call(self, name: str, planning: dict[str, Any]) -> polars.Expr:
        options = {"options": f"septet:{_library.options(**planning).bits():08x}"} if planning else None
        return register_plugin_function(
            plugin_path=_library.PATH, function_name=name, args=[self._expression], kwargs=options, is_elementwise=True
        )


def _column(value: Any) -> polars.Expr:
    return value if isinstance(value, polars.Expr) else polars.lit(value)
