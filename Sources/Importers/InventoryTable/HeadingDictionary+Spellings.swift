import Inventory

extension HeadingDictionary {
  /// The headings of tables of machines.
  static let machines = HeadingDictionary([
    (
      .fact(.name),
      [
        "nome", "name", "nome server", "server", "server name", "nome macchina", "macchina",
        "nome host", "host", "apparato", "nome apparato", "nome computer", "computer",
        "computer name", "machine", "machine name", "nome dispositivo", "dispositivo", "device",
        "device name", "nome asset", "asset", "asset name", "nome sistema", "sistema", "nome vm",
        "vm", "vm name", "virtual machine", "macchina virtuale", "hostname server", "denominazione",
        "denominazione server", "apparecchiatura", "nodo", "node",
      ]
    ),
    (
      .fact(.hostname),
      [
        "hostname", "host name", "fqdn", "dns name", "nome dns", "nome di rete", "nome netbios",
        "netbios name", "dns",
      ]
    ),
    (.fact(.domain), ["dominio", "domain", "dominio ad", "workgroup", "gruppo di lavoro"]),
    (
      .fact(.serial),
      [
        "matricola", "s n", "sn", "seriale", "serial", "serial number", "serial no", "serialnumber",
        "numero di serie", "numero seriale", "numero serie", "n serie", "n di serie", "nr serie",
        "codice seriale", "service tag", "servicetag", "n seriale", "nr seriale", "n matricola",
        "serial service tag", "s n service tag", "numero matricola", "num serie",
        "seriale macchina",
      ]
    ),
    (.fact(.uuid), ["uuid", "smbios uuid", "bios uuid", "system uuid", "uuid bios", "guid"]),
    (
      .fact(.assetTag),
      [
        "inventario", "n inventario", "numero inventario", "numero di inventario", "nr inventario",
        "num inventario", "cespite", "n cespite", "numero cespite", "codice cespite", "asset tag",
        "assettag", "asset number", "inventory number", "codice inventario", "etichetta",
        "asset id", "id inventario", "inv", "n inv", "codice bene",
      ]
    ),
    (
      .fact(.macAddresses),
      [
        "mac", "mac address", "mac addresses", "indirizzo mac", "indirizzi mac", "macaddress",
        "indirizzo fisico", "mac addr", "rete indirizzo mac", "porte di rete indirizzo mac",
        "physical address",
      ]
    ),
    (
      .fact(.ipAddresses),
      [
        "ip", "indirizzo ip", "indirizzi ip", "ip address", "ip addresses", "ipaddress", "ipv4",
        "indirizzo", "ip server", "ip primario", "primary ip", "primary ip address", "ip macchina",
        "rete ip", "rete indirizzo ip", "indirizzo ipv4", "ip principale", "ip lan", "address ip",
        "ip gestione", "ip management", "management ip",
      ]
    ),
    (
      .fact(.manufacturer),
      [
        "marca", "costruttore", "produttore", "manufacturer", "vendor", "brand",
        "casa costruttrice",
        "make", "fabbricante", "casa madre", "maker",
      ]
    ),
    (
      .fact(.model),
      [
        "modello", "model", "modello server", "tipo modello", "model name", "product", "prodotto",
        "product name", "modello apparato", "server model", "modello hardware",
      ]
    ),
    (
      .makerAndModel,
      [
        "marca e modello", "marca modello", "marca mod", "produttore e modello",
        "produttore modello", "costruttore e modello", "costruttore modello", "hardware",
        "vendor model", "make and model", "make model", "manufacturer model", "modello marca",
        "marca tipo", "marca e tipo",
      ]
    ),
    (.fact(.chassis), ["chassis", "form factor", "formato", "fattore di forma"]),
    (
      .kind,
      [
        "tipo", "tipologia", "type", "kind", "categoria", "category", "classe", "class",
        "tipo apparato", "tipo dispositivo", "device type", "tipo macchina", "tipologia apparato",
        "fisico virtuale", "fisica virtuale", "virtuale fisico", "physical virtual", "server type",
        "tipo server", "tipologia server", "virtuale", "ruolo apparato",
      ]
    ),
    (.hypervisor, ["hypervisor", "virtualizzazione", "virtualizzatore", "piattaforma virtuale"]),
    (
      .fact(.cpuModel),
      [
        "cpu", "processore", "processor", "modello cpu", "cpu model", "tipo cpu", "cpu type",
        "modello processore", "tipo processore", "processor model", "processori", "processors",
        "processore nome", "nome processore", "cpu name", "processor name",
      ]
    ),
    (
      .fact(.cpuSockets),
      [
        "socket", "sockets", "n cpu", "num cpu", "numero cpu", "nr cpu", "cpu sockets", "n socket",
        "n processori", "numero processori", "cpu count", "numero di cpu", "numero socket", "# cpu",
        "processori fisici", "cpu fisiche",
      ]
    ),
    (
      .fact(.cpuCores),
      [
        "core", "cores", "n core", "numero core", "numero di core", "nr core", "num core",
        "cpu core", "cpu cores", "# cores", "core cpu", "vcpu", "n vcpu", "numero vcpu", "vcpus",
        "cpus", "virtual cpu", "core fisici", "n cores",
      ]
    ),
    (
      .coresPerSocket,
      [
        "core per socket", "cores per socket", "core per cpu", "cores per cpu", "core socket",
        "core per processore",
      ]
    ),
    (.fact(.cpuThreads), ["thread", "threads", "n thread", "cpu threads", "logical processors"]),
    (
      .fact(.cpuClock),
      [
        "frequenza", "clock", "velocita cpu", "cpu speed", "frequenza cpu", "speed", "cpu clock",
        "velocita processore", "cpu mhz", "cpu ghz",
      ]
    ),
    (
      .fact(.memory),
      [
        "ram", "memoria", "memory", "memoria ram", "ram memoria", "quantita ram", "ram size",
        "memory size", "dimensione ram", "memoria fisica", "physical memory", "memoria installata",
        "ram installata",
      ]
    ),
    (
      .cpuAndMemory,
      [
        "cpu ram", "cpu e ram", "cpu memoria", "core ram", "cpu memory", "processore ram",
        "risorse", "vcpu ram", "cpu core ram", "dimensionamento", "configurazione",
        "caratteristiche",
      ]
    ),
    (
      .fact(.storage),
      [
        "disco", "dischi", "storage", "spazio disco", "hd", "hdd", "disk", "disk space",
        "disk size", "spazio", "capacita", "capacita disco", "capacita dischi", "disk capacity",
        "storage allocato", "disco gb", "provisioned", "storage in use", "spazio allocato",
        "dimensione disco", "hard disk",
      ]
    ),
    (
      .fact(.powerSupplies),
      [
        "alimentatori", "alimentatore", "psu", "power supply", "power supplies", "n alimentatori",
        "potenza alimentatori", "potenza alimentatore", "potenza nominale", "potenza targa",
        "potenza di targa", "rated power", "psu w",
      ]
    ),
    (
      .fact(.measuredPower),
      [
        "assorbimento", "consumo", "potenza assorbita", "assorbimento elettrico", "power draw",
        "consumo elettrico", "power consumption", "assorbimento misurato", "potenza misurata",
        "measured power", "consumo medio", "assorbimento medio", "average power",
      ]
    ),
    (
      .fact(.cpuUtilization),
      [
        "uso cpu", "utilizzo cpu", "cpu utilization", "cpu usage", "cpu utilization percentage",
        "carico cpu", "cpu %", "cpu load", "cpu media", "uso medio cpu", "% cpu", "cpu usage %",
      ]
    ),
    (
      .fact(.memoryUtilization),
      [
        "uso ram", "uso memoria", "utilizzo memoria", "utilizzo ram", "memory utilization",
        "memory usage", "memory utilization percentage", "ram %", "memory usage %", "% ram",
      ]
    ),
    (
      .fact(.operatingSystem),
      [
        "so", "s o", "os", "sistema operativo", "sistema op", "sist operativo", "sist op",
        "operating system", "os name", "sistema operativo nome", "operating system name", "nome so",
      ]
    ),
    (
      .operatingSystemVersion,
      [
        "versione so", "os version", "sistema operativo versione", "operating system version",
        "versione sistema operativo", "versione os",
      ]
    ),
    (
      .fact(.powerState),
      ["powerstate", "power state", "acceso spento", "acceso", "stato alimentazione", "power"]
    ),
    (
      .fact(.host),
      [
        "host fisico", "host esxi", "esxi", "hypervisor host", "nodo esxi", "server host",
        "su host",
      ]
    ),
    (.fact(.cluster), ["cluster", "nome cluster", "cluster vmware", "cluster name"]),
    (.fact(.virtualCentre), ["vcenter", "virtual center", "vi sdk server", "vcenter server"]),
    (.fact(.folder), ["cartella", "folder"]),
    (
      .fact(.dataCentre),
      ["datacenter", "data center", "ced", "data centre", "centro elaborazione dati", "nome ced"]
    ),
    (
      .fact(.site),
      [
        "sede", "site", "presidio", "ospedale", "stabilimento", "struttura", "edificio", "building",
        "presidio ospedaliero", "sito", "zona", "ambito territoriale",
      ]
    ),
    (.fact(.room), ["sala", "locale", "room", "stanza", "sala ced", "sala server", "server room"]),
    (
      .fact(.rack),
      ["rack", "armadio", "armadio rack", "n rack", "nome rack", "cabinet", "rack id"]
    ),
    (
      .fact(.rackUnit),
      [
        "u", "unita", "unita rack", "posizione rack", "posizione u", "posizione nel rack", "rack u",
        "rack unit", "rack position", "u rack", "slot rack", "posizione",
      ]
    ),
    (
      .place,
      ["luogo", "location", "ubicazione", "posizione geografica", "luogo nome", "collocazione"]
    ),
    (.entity, ["entita", "entity", "organizzazione", "ente"]),
    (
      .fact(.applications),
      [
        "applicativo", "applicativi", "applicazione", "applicazioni", "application",
        "applications", "software", "applicativi ospitati", "applicativo ospitato", "procedura",
        "applicazioni ospitate", "app", "programma", "software applicativo", "app name",
      ]
    ),
    (
      .fact(.service),
      [
        "servizio", "servizi", "service", "servizio erogato", "funzione", "ruolo", "role",
        "servizio ambito", "ambito", "utilizzo", "destinazione uso", "destinazione d uso",
        "purpose",
        "scopo", "business service", "servizio supportato", "servizi supportati",
      ]
    ),
    (.fact(.vendor), ["fornitore", "supplier", "ditta", "manutentore", "fornitori"]),
    (
      .fact(.criticality),
      [
        "criticita", "criticality", "livello di criticita", "classe acn", "classificazione",
        "impatto",
      ]
    ),
    (
      .fact(.status),
      [
        "stato", "status", "state", "stato servizio", "in produzione", "ciclo di vita", "lifecycle",
        "stato macchina", "stato apparato",
      ]
    ),
    (
      .fact(.owner),
      [
        "referente", "responsabile", "owner", "proprietario", "referente tecnico", "contatto",
        "assegnatario", "contact", "referente interno", "amministratore", "system owner",
        "gruppo tecnico", "tecnico", "in carico a", "utente",
      ]
    ),
    (
      .fact(.purchased),
      [
        "data acquisto", "acquisto", "data di acquisto", "purchase date", "data collaudo",
        "collaudo", "data installazione", "purchased", "data fornitura", "data consegna",
        "installato il", "anno acquisto", "data messa in servizio",
      ]
    ),
    (
      .fact(.warrantyEnds),
      [
        "fine garanzia", "scadenza garanzia", "garanzia", "warranty", "warranty end",
        "warranty expiration", "data fine garanzia", "scadenza manutenzione", "fine manutenzione",
        "garanzia fino al", "data scadenza garanzia", "fine supporto", "warranty ends",
      ]
    ),
    (
      .fact(.retirementPlanned),
      [
        "dismissione prevista", "data dismissione", "dismissione", "da dismettere",
        "data dismissione prevista", "planned retirement", "decommissioning", "fine vita",
        "previsione dismissione", "decommission date", "spegnimento previsto",
      ]
    ),
    (
      .fact(.lastSeen),
      [
        "ultimo aggiornamento", "ultima modifica", "last update", "last updated", "last seen",
        "last modified", "aggiornato il", "data aggiornamento", "ultimo inventario",
        "data ultimo inventario", "data ultimo aggiornamento", "last inventory",
        "data ultima modifica", "ultimo contatto",
      ]
    ),
    (
      .fact(.annotation),
      [
        "note", "commenti", "comments", "notes", "comment", "commento", "osservazioni", "remarks",
        "annotazioni", "descrizione", "description",
      ]
    ),
    (
      .fact(.powerSources),
      [
        "ups", "ups collegato", "ups collegati", "alimentato da", "alimentata da", "linea ups",
        "gruppo di continuita", "gruppi di continuita", "powered by", "power source",
        "power sources", "ups name", "connected ups",
      ]
    ),
    (
      .fact(.storageSystems),
      [
        "storage collegato", "storage collegati", "array collegato", "san collegata", "dati su",
        "sistema di storage", "storage array", "storage system", "connected storage",
        "attached storage", "storage attached",
      ]
    ),
    (
      .fact(.volumes),
      [
        "wwn lun", "wwn delle lun", "lun wwn", "lun wwns", "wwn volumi", "volume wwn",
        "volume wwns", "naa", "naa lun", "lun naa", "uid lun", "lun uid", "volume uid", "vdisk uid",
      ]
    ),
    (
      .rowNumber,
      ["n", "nr", "num", "no", "numero", "progressivo", "prog", "id", "#", "riga", "n ord", "pos"]
    ),
  ])

  /// Headings that say something else in a table of applications.
  static let applications = machines.overridden(by: [
    "applicativo": .fact(.name), "applicazione": .fact(.name), "application": .fact(.name),
    "nome applicativo": .fact(.name), "nome applicazione": .fact(.name),
    "application name": .fact(.name), "app name": .fact(.name), "procedura": .fact(.name),
    "software": .fact(.name), "nome": .fact(.name), "name": .fact(.name),
    "denominazione applicativo": .fact(.name), "nome software": .fact(.name),
    "server applicativi": .fact(.servers), "server applicativo": .fact(.servers),
    "application servers": .fact(.servers), "application server": .fact(.servers),
    "servers": .fact(.servers), "server": .fact(.servers), "elenco server": .fact(.servers),
    "app servers": .fact(.servers), "elementi": .fact(.servers), "items": .fact(.servers),
    "host": .fact(.servers), "server web": .fact(.servers), "server utilizzati": .fact(.servers),
    "nome server": .fact(.servers), "macchine": .fact(.servers),
    "server di produzione":
      .fact(.servers),
    "server db": .fact(.databaseServers), "server database": .fact(.databaseServers),
    "database server": .fact(.databaseServers), "database servers": .fact(.databaseServers),
    "db server": .fact(.databaseServers), "server dati": .fact(.databaseServers),
    "db": .fact(.databaseServers), "produttore": .fact(.vendor), "vendor": .fact(.vendor),
    "casa produttrice": .fact(.vendor), "fornitore software": .fact(.vendor),
  ])
}
