"""The parts of the generator of telephone number tables: expressions, automata, Swift."""
