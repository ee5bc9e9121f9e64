"""Invented inputs for the benchmarks, the same for the same size: a table like RVTools' vInfo, an
inventory like those of OCS agents, a workbook of the table's first rows, a folder of small files."""
import csv
import os
import random
import zipfile
from xml.sax.saxutils import escape

HEADINGS = (
    "VM,Powerstate,Template,SRM Placeholder,Config status,DNS Name,Connection state,Guest state,"
    "Heartbeat,Consolidation Needed,PowerOn,Suspend time,Creation date,Change Version,CPUs,Memory,"
    "NICs,Disks,min Required EVC Mode Key,Latency Sensitivity,EnableUUID,CBT,Primary IP Address,"
    "Network #1,Network #2,Network #3,Num Monitors,Video Ram KiB,Resource pool,Folder,vApp,"
    "DAS protection,FT State,FT Latency,Provisioned MiB,In Use MiB,Unshared MiB,"
    "HA Restart Priority,HA Isolation Response,HA VM Monitoring,Boot Required,Boot delay,Firmware,"
    "HW version,HW upgrade status,Path,Log directory,Annotation,Datacenter,Cluster,Host,"
    "OS according to the configuration file,OS according to the VMware Tools,VM ID,VM UUID,"
    "SMBIOS UUID,VI SDK Server type,VI SDK API Version,VI SDK Server,Owner"
).split(",")
NUMBERS = {14, 15, 16, 17, 26, 27, 33, 34, 35, 36, 41}
SYSTEMS = [
    "Microsoft Windows Server 2016 (64-bit)", "Microsoft Windows Server 2019 (64-bit)",
    "Red Hat Enterprise Linux 7 (64-bit)", "Ubuntu Linux (64-bit)", "Debian GNU/Linux 10 (64-bit)",
]
NOTES = [
    "", "", "", "Backup giornaliero, conservazione 30 giorni", "Referente: servizio tecnico\nnon spegnere",
    'Contratto "oro", scade a fine anno\nvedi scheda', "Università, città di prova", "Replica remota",
]
OWNERS = ["Réseau, Hélène", "Bianchi, Niccolò", "Schäfer, Jörg", "servizio@example.org", ""]
SITES = ["nord", "sud", "est", "ovest"]
USES = ["web", "db", "app", "file", "stampa", "posta"]


def row(number, pick):
    """One row of the table, as texts."""
    site, use, day = pick.choice(SITES), pick.choice(USES), pick.randrange(1, 29)
    name, isOn = f"{site}-{use}{number:07d}", pick.random() < 0.8
    provisioned = pick.randrange(20_000, 4_000_000)
    system, store = pick.choice(SYSTEMS), f"ds-{site}-{pick.randrange(400):03d}"
    identifier = f"{pick.getrandbits(120):030x}"
    uuid = f"42{identifier[:6]}-{identifier[6:10]}-{identifier[10:14]}-{identifier[14:18]}-{identifier[18:30]}"
    date = f"20{pick.randrange(10, 25)}/03/{day:02d} 10:{day:02d}:00"
    return [
        name, "poweredOn" if isOn else "poweredOff", "False", "False", "green",
        f"{name}.example.org" if isOn else "", "connected", "running" if isOn else "notRunning",
        "green" if isOn else "gray", "False", date, "", date, date[:10] + "T00:00:00Z",
        str(1 << pick.randrange(5)), str(1024 << pick.randrange(7)), str(pick.randrange(1, 4)),
        str(pick.randrange(1, 7)), "intel-broadwell", "normal", "True", "False",
        f"10.{pick.randrange(256)}.{pick.randrange(256)}.{day}" if isOn else "",
        f"Rete {pick.randrange(900)} {site}, produzione", "", "", "1", "4096",
        f"/{site}/Resources/{use}", f"/{site}/vm/{use}", "", "True", "notConfigured", "-1",
        str(provisioned), str(provisioned // 2), str(provisioned // 2 - day), "medium",
        "none, leave on", "vmMonitoringDisabled", "False", "0", "efi", f"vmx-{9 + day % 12}", "none",
        f"[{store}] {name}/{name}.vmx", f"[{store}] {name}/", pick.choice(NOTES), f"DC-{site}",
        f"CL-{site}-{day % 12:02d}", f"esx{pick.randrange(200):03d}.{site}.example.org", system, system,
        f"vm-{number + 1000}", uuid, uuid, "VMware vCenter Server", "8.0.2.0",
        f"vcsa-{site}.example.org", pick.choice(OWNERS),
    ]


def table(rows, path):
    """A comma-separated table; every text with a blank is quoted, as is about a quarter of all."""
    pick = random.Random(1)

    def cell(text):
        if '"' in text:
            return '"' + text.replace('"', '""') + '"'
        return f'"{text}"' if " " in text or "," in text or "/" in text or "\n" in text else text

    with open(path, "w", encoding="utf-8", newline="", buffering=1 << 22) as file:
        file.write(",".join(HEADINGS) + "\r\n")
        for number in range(rows):
            file.write(",".join(map(cell, row(number, pick))) + "\r\n")


def workbook(source, rows, path):
    """The first rows of a table as a workbook with shared strings, numbers as numbers."""
    strings = {}
    columns = [chr(65 + i) if i < 26 else chr(64 + i // 26) + chr(65 + i % 26) for i in range(60)]
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", head + f'<Types xmlns="{package}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kind}sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}worksheet+xml"/>'
            f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}sharedStrings+xml"/></Types>')
        archive.writestr("_rels/.rels", head + f'<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="rId1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
        archive.writestr("xl/_rels/workbook.xml.rels", head + f'<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="rId2" Type="{office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>')
        archive.writestr("xl/workbook.xml", head + f'<workbook {main} xmlns:r="{office}"><sheets>'
            '<sheet name="vInfo" sheetId="1" r:id="rId1"/></sheets></workbook>')
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet, open(source, newline="", encoding="utf-8") as file:
            sheet.write((head + f"<worksheet {main}><sheetData>").encode())
            for number, cells in enumerate(csv.reader(file), start=1):
                if number > rows + 1:
                    break
                parts = [f'<row r="{number}">']
                for index, text in enumerate(cells):
                    if text == "":
                        continue
                    if number > 1 and index in NUMBERS:
                        parts.append(f'<c r="{columns[index]}{number}"><v>{text}</v></c>')
                    else:
                        shared = strings.setdefault(text, len(strings))
                        parts.append(f'<c r="{columns[index]}{number}" t="s"><v>{shared}</v></c>')
                parts.append("</row>")
                sheet.write("".join(parts).encode())
            sheet.write(b"</sheetData></worksheet>")
        items = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in strings)
        archive.writestr("xl/sharedStrings.xml", head + f"<sst {main}>{items}</sst>")


def request(number, pick):
    """The inventory of one machine, about 6 KB."""
    def element(name, **fields):
        inside = "".join(f"        <{key}>{value}</{key}>\n" for key, value in fields.items())
        return f"      <{name}>\n{inside}      </{name}>\n"

    parts = ["<REQUEST>\n    <CONTENT>\n"]
    parts.append(element("BIOS", ASSETTAG=f"INV-{number:06d}", SMANUFACTURER="Dell Inc.",
                         SMODEL="PowerEdge R640", SSN=f"ABC{number:06d}"))
    for _ in range(2):
        parts.append(element("CPUS", CORE=8 + pick.randrange(24), MANUFACTURER="Intel",
                             NAME="Intel(R) Xeon(R) Gold 6130 CPU @ 2.10GHz", SPEED=2100, THREAD=2))
    parts.append(element("HARDWARE", CHASSIS_TYPE="Rack Mount Chassis", MEMORY=1024 << pick.randrange(10),
                         NAME=f"srv{number:07d}", OSNAME="Debian GNU/Linux 11 (bullseye)",
                         UUID=f"4c4c4544-0031-3010-8031-{pick.getrandbits(48):012x}"))
    for index in range(3):
        parts.append(element("NETWORKS", DESCRIPTION=f"eno{index}", IPADDRESS=f"10.0.{index}.{pick.randrange(255)}",
                             MACADDR=":".join(f"{pick.randrange(256):02x}" for _ in range(6)), STATUS="Up"))
    for index in range(4 + pick.randrange(22)):
        parts.append(element("SOFTWARES", ARCH="x86_64", FILESIZE=pick.randrange(10**8), FROM="deb",
                             NAME=f"pacchetto-{index}-città", PUBLISHER="Esempio &amp; C.", VERSION="1.2.3"))
    parts.append(f"    </CONTENT>\n    <DEVICEID>srv{number:07d}-2025-01-01</DEVICEID>\n"
                 "    <QUERY>INVENTORY</QUERY>\n  </REQUEST>\n")
    return "".join(parts)


def markup(machines, path):
    """One document of many machines."""
    pick = random.Random(2)
    with open(path, "w", encoding="utf-8", buffering=1 << 22) as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n<REQUESTS>\n')
        for number in range(machines):
            file.write("  " + request(number, pick))
        file.write("</REQUESTS>\n")


def folder(machines, path):
    """One document for each machine."""
    pick = random.Random(3)
    os.makedirs(path, exist_ok=True)
    for number in range(machines):
        with open(f"{path}/srv{number:06d}.xml", "w", encoding="utf-8") as file:
            file.write('<?xml version="1.0" encoding="UTF-8"?>\n' + request(number, pick))


def servers(rows, different, path):
    """A table of servers whose power is asked for, `different` of them unlike one another."""
    kinds = [
        ("Intel(R) Xeon(R) CPU X5650 @ 2.67GHz", 6, "HP", "ProLiant DL380 G7", 2010),
        ("Intel(R) Xeon(R) CPU E5-2630 v3 @ 2.40GHz", 8, "Dell Inc.", "PowerEdge R730", 2015),
        ("Intel(R) Xeon(R) Gold 6248 CPU @ 2.50GHz", 20, "HPE", "ProLiant DL360 Gen10", 2019),
        ("AMD EPYC 7502 32-Core Processor", 32, "Lenovo", "ThinkSystem SR655", 2020),
        ("AMD Opteron(tm) Processor 6276", 16, "Fujitsu", "PRIMERGY RX600", 2012),
    ]
    with open(path, "w") as file:
        file.write("id,cpuModel,cpuSockets,cpuCores,memoryMiB,manufacturer,model,year\n")
        for row in range(rows):
            kind = row % different
            name, cores, maker, model, year = kinds[kind % len(kinds)]
            sockets = 1 + kind // 5 % 2
            file.write(f"s{row},{name},{sockets},{cores * sockets},{8192 + 512 * (kind // 10)},{maker},{model},{year}\n")


AGENCIES = ["aouc_fi", "aou_pisa", "aous_052", "ftgml_0", "aoum_fi", "ausltno", "ausltse", "ausltc"]
MODELS = [
    ("HP ProLiant DL380 Gen9", "16 core / 128 GB"), ("Dell PowerEdge R640", "32 core / 256 GB"),
    ("Dell PowerEdge R720", "12 core / 96 GB"), ("Lenovo ThinkSystem SR650", "40 core / 384 GB"),
]


def estate(servers, folder, applications=None, agencies=AGENCIES):
    """Agencies with so many servers together: physical ones in rooms and racks, the rest virtual
    machines on their hosts, a third with an application; one folder an agency. Beside them a project
    for each agency, which moves two applications of three within two years. Of applications there
    are an eighth as many as servers unless it is said."""
    pick = random.Random(7)
    each = servers // len(agencies)
    several = each // 8 if applications is None else applications // len(agencies)
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "progetti.csv"), "w", encoding="utf-8") as file:
        file.write("Progetto;Azienda;Titolo;Misura;Destinazione;Scadenza;Importo (EUR);Servizi\n")
        for agency in agencies:
            file.write(f"{agency}-B;{agency};Servizi di prova;1.1;PSN;dicembre 2026;100.000,00;Laboratorio analisi\n")
    with open(os.path.join(folder, "spostamenti.csv"), "w", encoding="utf-8") as file:
        file.write("Progetto;Applicazione;Servizio;Sede;Mese previsto\n")
        for agency in agencies:
            for number in range(several):
                if number % 3 != 0:
                    file.write(f"{agency}-B;Applicativo {number};Laboratorio analisi;;{2025 + number % 2}-{1 + number % 12:02d}\n")
    columns = [HEADINGS.index(name) for name in (
        "VM", "Powerstate", "Template", "DNS Name", "CPUs", "Memory", "Primary IP Address", "Provisioned MiB",
        "In Use MiB", "Annotation", "Datacenter", "Cluster", "Host", "OS according to the VMware Tools", "VM ID",
        "VM UUID", "SMBIOS UUID", "VI SDK Server")]
    for agency in agencies:
        place = os.path.join(folder, agency)
        os.makedirs(place, exist_ok=True)
        physical = each * 2 // 5
        hosts = max(1, (each - physical) // 20)
        with open(os.path.join(place, "ced.csv"), "w", encoding="utf-8", newline="") as file:
            file.write("Nome server;Indirizzo IP;Sede;Sala;Rack;U;Marca e modello;S/N;CPU/RAM;Sistema operativo;"
                       "Applicativo;Potenza assorbita (W);Data acquisto\r\n")
            for number in range(physical):
                model, size = MODELS[pick.randrange(len(MODELS))]
                name = f"{agency.lower()}-{'esx' if number < hosts else 'srv'}{number:06d}"
                rack = number // 20
                used = f"Applicativo {pick.randrange(several + 1)}" if number >= hosts and pick.random() < 0.5 else ""
                file.write(
                    f"{name};10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255};Sede {rack // 200};"
                    f"CED {rack // 40:02d};R{rack:05d};{number % 20 * 2 + 1};{model};CZ{agency[:3]}{number:07d};{size};"
                    f"{'ESXi' if number < hosts else 'Red Hat'};{used};;{1 + pick.randrange(28):02d}/05/20{12 + pick.randrange(12)}\r\n")
        with open(os.path.join(place, "vinfo.csv"), "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([HEADINGS[column] for column in columns])
            for number in range(each - physical):
                cells = row(number, pick)
                cells[HEADINGS.index("Annotation")] = f"Applicativo {pick.randrange(several + 1)}" if pick.random() < 0.3 else ""
                cells[HEADINGS.index("Host")] = f"{agency.lower()}-esx{number // 20:06d}"
                cells[HEADINGS.index("Cluster")] = f"CL-{number // 400:04d}"
                writer.writerow([cells[column] for column in columns])
        with open(os.path.join(place, "applicativi.csv"), "w", encoding="utf-8", newline="") as file:
            file.write("N.;Applicativo;Servizio / ambito;Fornitore;Server applicativi;Server DB;Criticità\r\n")
            for number in range(several):
                server = pick.randrange(hosts, max(physical, hosts + 1))
                file.write(f"{number};Applicativo {number};{pick.choice(['Laboratorio analisi', 'CUP', 'Protocollo', 'Contabilità'])};"
                           f"Ditta {number % 40};{agency.lower()}-srv{server:06d};;media\r\n")
