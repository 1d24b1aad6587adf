# Counts what the suite found; exits with 1 unless all cases ran and none failed.
import collections
import json
import sys

EXPECTED = 301
PASSED = ("OK", "NON-STRICT", "INFORMATIONAL")

with open(sys.argv[1]) as report:
    cases = json.load(report)["parley"]

verdicts = collections.Counter(case["behavior"] for case in cases.values())
closes = collections.Counter(case["behaviorClose"] for case in cases.values())
failed = sorted(name for name, case in cases.items()
                if case["behavior"] not in PASSED or case["behaviorClose"] not in PASSED)
print("%d cases: %s; closing: %s" % (len(cases), dict(verdicts), dict(closes)))
print("%d failed %s" % (len(failed), " ".join(failed)))
sys.exit(0 if len(cases) == EXPECTED and not failed else 1)
