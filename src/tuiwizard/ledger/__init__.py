"""From a ledger of requests (依申请公开台账) to table 3: every figure with the rows behind it."""
