"""What findings mean: the rules of good content, and the codes of all findings."""

from kamroles.rules.registry import RULE_FAULTS, RULES, code_meanings

__all__ = ["RULES", "RULE_FAULTS", "code_meanings"]
