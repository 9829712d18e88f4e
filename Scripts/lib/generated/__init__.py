"""The parts of the generator of tables: constants of Swift, tables of C."""
