"""What `import tuiwizard` offers to other programs, beyond the values that all rooms share.

`tuiwizard/__init__.py` lists every public name with its home; what is not on that list, these
modules included, may change with any version. Nothing here prints, asks or ends the process.
"""

import os

StrPath = str | os.PathLike[str]
"""How other programs name a file."""
