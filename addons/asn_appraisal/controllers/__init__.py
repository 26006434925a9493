# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl-3.0)
from . import main
from . import seal
from . import figures
from . import own_data
