"""Where postings appear: what each channel takes of them, and what it would refuse."""
