"""What Python runs of the zipapp: old ones read this file and the one it asks first."""

import sys

if __name__ == "__main__":
    from offline import old_python

    old_python.refuse()
    from offline import unpacking

    sys.exit(unpacking.main())
