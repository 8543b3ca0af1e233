"""What makes the generated documents."""

import os

os.environ["TUIWIZARD_LANG"] = "zh"  # before anything speaks: the documents are Chinese everywhere
