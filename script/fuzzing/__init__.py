"""What script/fuzz draws, runs and judges."""

import sys

from guard.inputs import ROOT

if str(ROOT) not in sys.path:  # for what tests have: slips, and readers of each format
    sys.path.insert(0, str(ROOT))
