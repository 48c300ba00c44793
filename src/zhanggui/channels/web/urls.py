from django.urls import path

from zhanggui.channels.web import imports, mappings, reports

urlpatterns = [
    path("imports/", imports.imports, name="imports"),
    path("imports/count", imports.imports_count, name="imports_count"),
    path("imports/drop", imports.drop, name="drop_import"),
    path("imports/<int:import_id>/", imports.shown, name="import"),
    path("imports/<int:import_id>/rejected.xlsx", imports.rejected_sheet, name="import_rejected"),
    path("imports/<int:import_id>/mapping", mappings.choose, name="import_mapping"),
    path("imports/mappings/", mappings.mappings, name="mappings"),
    path("imports/mappings/<int:mapping_id>/", mappings.mapping, name="mapping"),
    path("reports/", reports.reports, name="reports"),
    path("reports/<int:shop_id>/results", reports.results, name="report_results"),
    path("reports/files/<int:file_id>", reports.file, name="ship_file"),
]
