{{- define "berth.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 52 | trimSuffix "-" -}}
{{- end -}}

{{- define "berth.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 52 | trimSuffix "-" -}}
{{- else if contains (include "berth.name" .) .Release.Name -}}
{{- .Release.Name | trunc 52 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "berth.name" .) | trunc 52 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "berth.selector" -}}
app.kubernetes.io/name: {{ include "berth.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "berth.labels" -}}
{{ include "berth.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end -}}

{{- define "berth.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}
{{- end -}}

{{/* The hosts that clients use: the control host, and a wildcard for all registries. */}}
{{- define "berth.hosts" -}}
- {{ (urlParse .Values.publicUrl).host | splitList ":" | first | quote }}
- {{ .Values.registryHost | replace "{id}" "*" | splitList ":" | first | quote }}
{{- end -}}

{{/* Whether the tables or the content lie on the pod's own volume. */}}
{{- define "berth.isStateful" -}}
{{- if or (not .Values.database.url) (not .Values.storage.url) -}}true{{- end -}}
{{- end -}}

{{/* What contradicts itself, with what to do. */}}
{{- define "berth.check" -}}
{{- if not .Values.image.repository -}}
{{- fail "image.repository: say where the image is; ./berth image --push HOST/NAME:TAG puts it there" -}}
{{- end -}}
{{- if not .Values.publicUrl -}}
{{- fail "publicUrl: say the control host as clients reach it, such as https://berth.example.org" -}}
{{- end -}}
{{- if not .Values.registryHost -}}
{{- fail "registryHost: say the host of each registry, such as {id}.registry.example.org" -}}
{{- end -}}
{{- $several := gt (int .Values.replicas) 1 -}}
{{- if and $several (not .Values.database.url) -}}
{{- fail "replicas: more than one server needs database.url (PostgreSQL); SQLite belongs to one" -}}
{{- end -}}
{{- if and $several (not .Values.storage.url) -}}
{{- fail "replicas: more than one server needs storage.url (s3://…); a volume belongs to one" -}}
{{- end -}}
{{- if and (not (include "berth.isStateful" .)) (not .Values.masterKey.existingSecret) -}}
{{- fail "masterKey.existingSecret: servers without a volume need a master key that outlives them, the same for all; make one with: kubectl create secret generic berth-master-key --from-literal=master-key=$(openssl rand -base64 32)" -}}
{{- end -}}
{{- if and (include "berth.isStateful" .) (not .Values.persistence.enabled) -}}
{{- fail "persistence.enabled: without a volume SQLite's tables and content are lost with the pod; enable it, or give database.url and storage.url" -}}
{{- end -}}
{{- if and .Values.persistence.existingClaim (not (include "berth.isStateful" .)) -}}
{{- fail "persistence.existingClaim: with database.url and storage.url nothing is kept on a volume" -}}
{{- end -}}
{{- if and .Values.database.existingSecret (not .Values.database.url) -}}
{{- fail "database.existingSecret: there is no database.url that the password is for" -}}
{{- end -}}
{{- if and .Values.storage.existingSecret (not .Values.storage.accessKey) -}}
{{- fail "storage.accessKey: say the access key that the secret in storage.existingSecret is for" -}}
{{- end -}}
{{- if and .Values.storage.accessKey (not .Values.storage.existingSecret) -}}
{{- fail "storage.existingSecret: say the secret of storage.accessKey" -}}
{{- end -}}
{{- if and .Values.storage.accessKey (not .Values.storage.url) -}}
{{- fail "storage.accessKey: there is no storage.url that it is for" -}}
{{- end -}}
{{- if and .Values.ingress.enabled .Values.gateway.enabled -}}
{{- fail "ingress.enabled and gateway.enabled: enable one of them" -}}
{{- end -}}
{{- if and (or .Values.ingress.enabled .Values.gateway.enabled) (not .Values.trustedProxies) -}}
{{- fail "trustedProxies: say the addresses of the ingress controller's or gateway's pods, whose X-Forwarded-* headers count" -}}
{{- end -}}
{{- if and .Values.gateway.enabled (not .Values.gateway.parentRefs) -}}
{{- fail "gateway.parentRefs: say the Gateway that the route belongs to" -}}
{{- end -}}
{{- if and .Values.metrics.serviceMonitor.enabled (not .Values.metrics.networks) -}}
{{- fail "metrics.networks: say where Prometheus asks from; nobody else may read /metrics" -}}
{{- end -}}
{{- $own := dict "data" "a volume at /data" "ephemeral" "persistence" "listen" "the pod's address" "port" "8080" "tls-port" "tls" "public-url" "publicUrl" "registry-host" "registryHost" "database" "database.url" "database-user" "database.user" "database-password-file" "database.existingSecret" "storage" "storage.url" "storage-access-key" "storage.accessKey" "storage-secret-key-file" "storage.existingSecret" "master-key" "masterKey.existingSecret" "tls-certificate-file" "tls.existingSecret" "tls-key-file" "tls.existingSecret" "trusted-proxies" "trustedProxies" "metrics-networks" "metrics.networks" -}}
{{- range $key, $_ := .Values.settings -}}
{{- if hasKey $own $key -}}
{{- fail (printf "settings.%s: the chart says this itself (%s)" $key (get $own $key)) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "berth.resources" -}}
{{- if .Values.resources -}}
{{ toYaml .Values.resources }}
{{- else -}}
{{- $working := add .Values.memory.heap .Values.memory.direct -}}
requests:
  cpu: {{ .Values.cpu.request | quote }}
  memory: {{ $working }}Mi
limits:
  {{- with .Values.cpu.limit }}
  cpu: {{ . | quote }}
  {{- end }}
  memory: {{ add $working .Values.memory.rest }}Mi
{{- end -}}
{{- end -}}
