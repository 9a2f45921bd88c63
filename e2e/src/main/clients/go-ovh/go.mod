module berth.example/go-ovh-calls

go 1.24

require github.com/ovh/go-ovh v1.9.0
