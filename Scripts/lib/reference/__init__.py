"""A slow and obvious model of TS 23.038 and TS 23.040, by which the vectors are computed.

It shares nothing with the engine but Vectors/tables: when the two disagree, one of them is wrong.
"""
