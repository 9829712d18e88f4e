"""A job, what must arrive, and what must be read in the answer."""


class Case:
    def __init__(self, provider, name, job, understood, parse=None, reply=None):
        """`understood` is what the document must make of the request, or of each of several;
        `reply` are members the result of `septet reply` must have, read as an answer to `parse`.
        """
        self.provider, self.name, self.job, self.parse, self.reply = (
            provider, name, job, parse, reply)
        self.understood = understood if isinstance(understood, list) else [understood]
