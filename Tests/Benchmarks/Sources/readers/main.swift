import Glibc
import Markup
import Tabular

// Reads whole files with the product's readers and prints what it counted, as the peers do:
//   readers table FILE     rows, cells, their bytes and the sum of the column "Provisioned MiB"
//   readers markup PATH    elements, bytes of text and the sum of all MEMORY elements; of a folder,
//                          over its files

let arguments = CommandLine.arguments
guard arguments.count == 3 else {
  print("usage: readers table|markup PATH")
  exit(64)
}
switch arguments[1] {
case "table": try TableCount.print(arguments[2])
case "markup": try MarkupCount.print(arguments[2])
default: exit(64)
}
