# SPDX-License-Identifier: MIT
"""Turns measurements into the page of the documentation: tables and a plot of how the cost grows."""
import math
import statistics

PEER_NAMES = {"lnav": "lnav", "sqlite": "sqlite3", "duckdb": "DuckDB", "rg": "ripgrep", "jq": "jq"}

# Gates by the number of events.
IMPORT_MEGABYTES = {10_000_000: 1000}
LNAV_EVENTS = 1_000_000 # The gate beside it is one for so many.
OPEN_MILLISECONDS = {10_000_000: 600}
OPEN_MEGABYTES = {10_000_000: 600}
SYNC_PACE = 100_000 # events a second
SYNC_OF_IMPORT = 1.5
SYNC_MEGABYTES = 64 # beyond an import
CHECK_SECONDS = {("continuity", 1_000_000): 3}


class Questions:
    """Milliseconds of each question, ours and the peers', for one size."""

    def __init__(self, count, questions, rounds, cold, peers):
        self.count, self.questions = count, questions
        self.open = statistics.median(ms for one in rounds for ms in one["open"])
        self.open_megabytes = max(one["open_megabytes"] for one in rounds)
        self.megabytes = max(one["peak_megabytes"] for one in rounds)
        self.ours = {}
        self.answers = {}
        for i, question in enumerate(questions):
            name = question["name"]
            self.ours[name] = statistics.median(ms for one in rounds for ms in one["questions"][i]["milliseconds"])
            answer = rounds[0]["questions"][i]["answer"]
            self.answers[name] = answer["events"] if isinstance(answer, dict) else answer
        self.cold = {question["name"]: cold["questions"][i]["milliseconds"][0] for i, question in enumerate(questions)} if cold else {}
        self.peers = {name: {key: statistics.median(seconds for seconds, _ in said) * 1000 for key, said in of.items()}
                      for name, of in peers.items()}
        self.peer_answers = {name: {key: said[0][1] for key, said in of.items()} for name, of in peers.items()}


class Results:
    def __init__(self, cores):
        self.cores = cores
        self.syncs, self.imports, self.questions, self.windows, self.integrity = {}, {}, {}, {}, {}
        self.instructions = (None, None)
        self.same_orders = None


def holds(value, limit):
    return "yes" if value <= limit else "**no**"


def gate(count, value, limits):
    """The gate behind a measured value, where there is one for so many events."""
    limit = limits.get(count)
    return f" (gate {limit:,}: {holds(value, limit)})" if limit else ""


def import_table(count, measured):
    lines = [f"## Import of {count:,} events\n", "| program | seconds | AuditLens takes | gate | holds |", "| --- | --- | --- | --- | --- |",
             f"| AuditLens | {measured['ours']:.2f} | | | |"]
    gates = {"lnav": ("no longer", 1.0), "sqlite": ("a fifth", 0.2), "duckdb": ("at most 1 / 0.6", 1 / 0.6)}
    if count > LNAV_EVENTS:
        gates["lnav"] = ("", None)
    for key, (words, limit) in gates.items():
        if key in measured:
            ratio = measured["ours"] / measured[key]
            said = holds(ratio, limit) if limit else ""
            lines.append(f"| {PEER_NAMES[key]} | {measured[key]:.2f} | {ratio:.2f} of it | {words} | {said} |")
    lines.append(f"\nArchive / input bytes: {measured['bytes']:.2f} (gate 0.5: {holds(measured['bytes'], 0.5)}). "
                 f"Peak memory: {measured['megabytes']:.0f} MB{gate(count, measured['megabytes'], IMPORT_MEGABYTES)}.\n")
    return lines


def gates_of(questions, question):
    """Each gate in words, and whether it holds."""
    name, gate = question["name"], question.get("gate", {})
    mine = questions.ours[name]
    words = []
    limit = gate.get("milliseconds", {}).get(str(questions.count))
    if limit:
        words.append(f"{limit} ms: {holds(mine, limit)}")
    for key in ("duckdb", "sqlite", "rg"):
        theirs = questions.peers.get(name, {}).get(key)
        if key in gate and theirs:
            words.append(f"{gate[key]:.3g} of {PEER_NAMES[key]}: {holds(mine / theirs, gate[key])}")
    if "of" in gate:
        words.append(f"{gate['times']} times \"{gate['of']}\": {holds(mine, gate['times'] * questions.ours[gate['of']])}")
    return "; ".join(words)


def question_table(questions):
    lines = [f"## Questions of {questions.count:,} events\n",
             "Milliseconds, the median of all turns, in an archive that is open; \"cold\" is the first time after the file cache was emptied.\n",
             "| question | answer | AuditLens | cold | peers | gates |", "| --- | --- | --- | --- | --- | --- |"]
    for question in questions.questions:
        name = question["name"]
        peers = []
        for key, ms in questions.peers.get(name, {}).items():
            theirs = questions.peer_answers[name][key]
            other = "" if theirs == questions.answers[name] else f", says {theirs:,}"
            peers.append(f"{PEER_NAMES[key]} {ms:,.1f}{other}")
        cold = f"{questions.cold[name]:,.1f}" if name in questions.cold else ""
        lines.append(f"| {name} | {questions.answers[name]:,} | {questions.ours[name]:,.2f} | {cold} | "
                     f"{'; '.join(peers)} | {gates_of(questions, question)} |")
    lines.append(f"\nOpening the archive to a page of rows: {questions.open:.0f} ms{gate(questions.count, questions.open, OPEN_MILLISECONDS)}. "
                 f"Memory with the archive open: {questions.open_megabytes:.0f} MB{gate(questions.count, questions.open_megabytes, OPEN_MEGABYTES)}; "
                 f"peak of all questions: {questions.megabytes:.0f} MB.\n")
    return lines


def window_table(count, steps):
    lines = [f"## The window on {count:,} events\n",
             "Real key presses and clicks; \"stall\" is the longest time for which the event loop was away, in milliseconds, in the best "
             "of all walks. Gate: 100 ms.\n",
             "| step | all answered | stall | holds |", "| --- | --- | --- | --- |"]
    lines += [f"| {step['step']} | {step['answered']:,.0f} | {step['stall']:.0f} | {holds(step['stall'], 100)} |" for step in steps]
    return lines + [""]


def integrity_table(count, checks):
    lines = [f"## Checks of {count:,} events\n", "Every record is read and decoded; no keys are given.\n",
             "| check | seconds | of all cores | gate | holds |", "| --- | --- | --- | --- | --- |"]
    for check, cost in checks.items():
        limit = CHECK_SECONDS.get((check, count))
        lines.append(f"| {check} | {cost['seconds']:.2f} | {cost['cpu']:.2f} | {limit or ''} | {holds(cost['seconds'], limit) if limit else ''} |")
    return lines + [""]


def sync_table(syncs):
    lines = ["## Sync\n",
             "From a Loki that has its pages of 5,000 entries ready in memory, and an import of the same records from a file, in turns. "
             "Both have the ids and dictionaries of the archive in memory, which grow with it; what a sync has beside them must not.\n",
             "| events | sync, seconds | events a second | gate | import, seconds | sync / import | gate | memory of the sync | of the import |",
             "| --- | --- | --- | --- | --- | --- | --- | --- | --- |"]
    for count, cost in syncs.items():
        pace, ratio = count / cost["seconds"], cost["seconds"] / cost["import"]
        lines.append(f"| {count:,} | {cost['seconds']:.2f} | {pace:,.0f} | {SYNC_PACE:,}: {'yes' if pace >= SYNC_PACE else '**no**'} | {cost['import']:.2f} | "
                     f"{ratio:.2f} | {SYNC_OF_IMPORT}: {holds(ratio, SYNC_OF_IMPORT)} | {cost['megabytes']['sync']:.0f} MB | {cost['megabytes']['import']:.0f} MB |")
    first, last = syncs[min(syncs)], syncs[max(syncs)]
    beside = [cost["megabytes"]["sync"] - cost["megabytes"]["import"] for cost in (first, last)]
    return lines + [f"\nMemory of the sync beyond that of the import: {beside[0]:.0f} MB and {beside[1]:.0f} MB "
                    f"(gate: at most {SYNC_MEGABYTES}: {holds(max(beside), SYNC_MEGABYTES)}).\n"]


def markdown(results):
    lines = ["# Benchmarks\n",
             f"Made by `scripts/bench` in one run on a machine with {results.cores} cores; programs and questions took turns. "
             "Seconds differ from machine to machine: the gates are ratios within the run and instruction counts.\n"]
    ours, parse = results.instructions
    if results.syncs:
        lines += sync_table(results.syncs)
    for count in results.imports:
        lines += import_table(count, results.imports[count])
        lines += question_table(results.questions[count])
        lines += window_table(count, results.windows[count])
        lines += integrity_table(count, results.integrity[count])
    if ours and parse:
        lines.append("## Instructions of the import\n")
        lines.append(f"{ours:,.0f} instructions per event, the whole import; simdjson alone parses it in {parse:,.0f}. "
                     f"That is {ours / parse:.1f} times (gate 7: {holds(ours / parse, 7)}).\n")
    if results.same_orders is not None:
        lines.append("Ascending, descending, nearly sorted and shuffled input give the same answers: "
                     f"{'yes' if results.same_orders else '**no**'}.\n")
    return "\n".join(lines)


def plot(results):
    """Milliseconds over events, both axes logarithmic, a line per question."""
    width, height, left, bottom = 760, 420, 60, 40
    counts = sorted(results.questions)
    names = [question["name"] for question in results.questions[counts[0]].questions]
    values = [results.questions[count].ours[name] for count in counts for name in names]
    low, high = math.floor(math.log10(max(min(values), 0.001))), math.ceil(math.log10(max(values)))
    first, last = math.log10(counts[0]), math.log10(counts[-1])

    def x(count):
        return left + (math.log10(count) - first) / max(last - first, 1e-9) * (width - left - 300)

    def y(ms):
        return height - bottom - (math.log10(max(ms, 0.001)) - low) / max(high - low, 1) * (height - bottom - 20)

    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12">',
             f'<rect width="{width}" height="{height}" fill="white"/>']
    for power in range(low, high + 1):
        at = y(10.0 ** power)
        parts.append(f'<line x1="{left}" x2="{width - 300}" y1="{at:.0f}" y2="{at:.0f}" stroke="#ddd"/>'
                     f'<text x="{left - 6}" y="{at + 4:.0f}" text-anchor="end">{10.0 ** power:g} ms</text>')
    parts += [f'<text x="{x(count):.0f}" y="{height - 14}" text-anchor="middle">{count:,}</text>' for count in counts]
    for i, name in enumerate(names):
        colour = f"hsl({i * 360 // len(names)}, 65%, 42%)"
        points = " ".join(f"{x(count):.0f},{y(results.questions[count].ours[name]):.0f}" for count in counts)
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(f'<text x="{width - 290}" y="{40 + i * 18}" fill="{colour}">{name}</text>')
    return "\n".join(parts + ["</svg>", ""])


def write(path, text, results):
    picture = path.with_suffix(".svg")
    if len(results.questions) > 1:
        picture.write_text(plot(results))
        text += f"\n![How the cost of each question grows with the archive]({picture.name})\n"
    path.write_text(text)
