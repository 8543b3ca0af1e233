"""Installs tuiwizard from this folder: no network, no compiler, nothing but Python.

Old Pythons read this file and the one it asks first; offline/installing.py does the work.
"""

import os
import sys

if __name__ == "__main__":
    sys.dont_write_bytecode = True  # the folder stays as it was packed
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    from offline import old_python

    old_python.refuse()
    from offline import installing

    sys.exit(installing.main())
