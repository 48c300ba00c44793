from tests.foundation.web.conftest import _addresses, client_of

__all__ = ["_addresses", "client_of"]
