"""Tests of publishing: plan, apply, ledger, archive, and each target against the real thing."""
