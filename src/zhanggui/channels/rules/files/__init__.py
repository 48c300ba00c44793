"""From the bytes of a file to tables with a header: csv, workbooks, HTML, JSON and archives, whatever the name says."""
