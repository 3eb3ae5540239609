"""The piece of a page: which of its blocks are the text, told by what each is like and by what stands around it."""
