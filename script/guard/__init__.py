"""The parts of script/parity, which holds two versions of kamroles against each other."""
