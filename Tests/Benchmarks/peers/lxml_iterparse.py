"""Adds up MEMORY elements with lxml's iterparse, of one file or of a folder's files."""
import os, sys
from lxml import etree

path = sys.argv[1]
paths = [os.path.join(path, name) for name in os.listdir(path)] if os.path.isdir(path) else [path]
elements = total = 0
for path in paths:
    for _, element in etree.iterparse(path, huge_tree=True):
        elements += 1
        if element.tag == "MEMORY":
            total += int(element.text)
        element.clear(keep_tail=True)
        while element.getprevious() is not None:
            del element.getparent()[0]
print("elements", elements, "sum", total)
