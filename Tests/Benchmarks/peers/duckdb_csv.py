"""Reads every column of a CSV with DuckDB, one thread: `read FILE` as it does unless told otherwise,
`scan FILE` with all columns as text, or `load FILE DATABASE`."""
import sys
import duckdb

job, path = sys.argv[1], sys.argv[2].replace("'", "''")
options = "header=true, quote='\"', escape='\"', new_line='\\r\\n', max_line_size=10000000"
if job == "scan":
    database = duckdb.connect()
    database.execute("SET threads = 1")
    row = database.execute(
        f"SELECT count(*), sum(strlen(COLUMNS(*))) FROM read_csv('{path}', all_varchar=true, {options})"
    ).fetchone()
    print("rows", row[0], "bytes", sum(value or 0 for value in row[1:]))
elif job == "read":
    database = duckdb.connect()
    database.execute("SET threads = 1")
    row = database.execute(f"SELECT count(*), count(COLUMNS(*)) FROM read_csv('{path}', {options})").fetchone()
    print("rows", row[0], "cells", sum(row[1:]))
else:
    database = duckdb.connect(sys.argv[3])
    database.execute("SET threads = 1")
    database.execute(f"CREATE TABLE vinfo AS SELECT * FROM read_csv('{path}', {options})")
    print("rows", database.execute("SELECT count(*) FROM vinfo").fetchone()[0])
