"""Contract types for import-linter that read the module stack: who may touch tables."""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class Faces(Contract):
    """Kinds that show, schedule or answer never import models; the kernel, which has no kinds, is left out."""

    container = fields.StringField()
    kinds = fields.SetField(fields.StringField())
    without = fields.SetField(fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Collect every direct import of any models by one of the kinds."""
        wrong = [
            (importer, imported)
            for importer in sorted(graph.modules)
            if self._is_face(importer)
            for imported in sorted(graph.find_modules_directly_imported_by(importer))
            if _parts(imported, self.container)[1] == "models"
        ]
        return ContractCheck(kept=not wrong, metadata={"wrong": wrong})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Name each import of models by a face."""
        for importer, imported in check.metadata["wrong"]:
            output.print_error(f"{importer} is not allowed to import {imported}: ask a query instead")
            output.new_line()

    def _is_face(self, importer: str) -> bool:
        module, kind = _parts(importer, self.container)
        return kind in self.kinds and module not in self.without


class OwnTables(Contract):
    """`M.models` is imported only by M and by models and queries of other modules in `container`."""

    container = fields.StringField()

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Collect every import of another module's models from a place that may change tables."""
        strangers = [
            (importer, imported)
            for imported in sorted(graph.modules)
            if self._kind(imported) == "models"
            for importer in sorted(graph.find_modules_that_directly_import(imported))
            if self._is_stranger(importer, imported)
        ]
        return ContractCheck(kept=not strangers, metadata={"strangers": strangers})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Name each import that would let a stranger change a table."""
        for importer, imported in check.metadata["strangers"]:
            output.print_error(f"{importer} is not allowed to import {imported}: call its module's operation instead")
            output.new_line()

    def _is_stranger(self, importer: str, imported: str) -> bool:
        return self._module(importer) != self._module(imported) and self._kind(importer) not in {
            "models",
            "queries",
        }

    def _module(self, dotted: str) -> str:
        return _parts(dotted, self.container)[0]

    def _kind(self, dotted: str) -> str:
        return _parts(dotted, self.container)[1]


def _parts(dotted: str, container: str) -> list[str]:
    inside = dotted.removeprefix(container + ".") if dotted.startswith(container + ".") else ""
    return [*inside.split("."), "", ""][:2]
