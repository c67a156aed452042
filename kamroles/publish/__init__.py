"""Bringing the careers site to where candidates read it: plan, apply, and what was live when."""
