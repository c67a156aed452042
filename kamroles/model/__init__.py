"""Roles, employers and postings: fields, what they mean, and how they are checked."""
