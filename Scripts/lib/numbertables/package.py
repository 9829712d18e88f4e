"""The PyPI package that carries libphonenumber's metadata, of one version."""

import subprocess
import sys
from pathlib import Path

VERSION = "9.0.43"
FOLDER = Path(__file__).resolve().parents[3] / ".build" / "phonenumbers"


def installed():
    """The package; None when this version is neither installed nor fetched."""
    sys.path.insert(0, str(FOLDER))
    try:
        import phonenumbers
    except ImportError:
        return None
    return phonenumbers if phonenumbers.__version__ == VERSION else None


def fetch():
    """Installs the package into .build, where nothing else finds it, unless it is there."""
    if not (FOLDER / f"phonenumbers-{VERSION}.dist-info").exists():
        subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--upgrade", "--target",
                        FOLDER, "--disable-pip-version-check", f"phonenumbers=={VERSION}"], check=True)
