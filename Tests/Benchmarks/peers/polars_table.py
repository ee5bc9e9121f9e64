"""Polars: `csv FILE` scans as a stream and keeps one column; `xlsx FILE` reads a whole sheet."""
import sys
import polars

job, path = sys.argv[1:3]
if job == "csv":
    frame = polars.scan_csv(path, infer_schema=False)
    frame = frame.select(polars.len(), polars.col("Provisioned MiB").cast(polars.Int64).sum())
    print("rows, sum", frame.collect(engine="streaming").row(0))
else:
    print("rows, columns", polars.read_excel(path).shape)
