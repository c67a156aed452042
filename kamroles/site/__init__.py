"""The careers site: static pages of the open postings, and what tells others of them."""
