# Reads what libtest printed and sums it up: which rules and statements were run, and how many tests passed.
# A test names the rules it proves at its beginning: p8_a_professional_app_…, qh1_every_page_…, p3_p4_both_….
# Fails when a test failed or was ignored, or when nothing ran at all.

/^test .* \.\.\. / {
  name = $2
  sub(/.*::/, "", name)
  while (match(name, /^([pkdmatrucle]|q[a-z]|sec)[0-9]+_/)) {
    id = toupper(substr(name, 1, RLENGTH - 1))
    name = substr(name, RLENGTH + 1)
    kind = id ~ /^(Q|SEC)/ ? "statements" : "rules"
    if (!(id in seen)) { seen[id] = 1; count[kind]++; list[kind] = list[kind] id "\n" }
  }
}

/^test result: / {
  for (i = 2; i <= NF; i++) {
    if ($i ~ /^passed/) passed += $(i - 1)
    if ($i ~ /^failed/) failed += $(i - 1)
    if ($i ~ /^ignored/) skipped += $(i - 1)
  }
}

END {
  while ((getline line < tally) > 0) {
    split(line, part, " ")
    cells[part[1]] += part[2]
  }
  for (what in cells) printf "%d %s\n", cells[what], what
  tell("rules")
  tell("statements")
  printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped
  exit (failed > 0 || skipped > 0 || passed == 0)
}

# Prints a kind's ids in their natural order, on one line.
function tell(kind,   sorted) {
  printf "%d %s: ", count[kind], kind
  fflush()
  sorted = "sort -V | paste -s -d ' '"
  printf "%s", list[kind] | sorted
  close(sorted)
}
