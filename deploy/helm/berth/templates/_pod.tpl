{{/* The pod, whether a StatefulSet or a Deployment makes it. */}}
{{- define "berth.pod" -}}
metadata:
  labels:
    {{- include "berth.labels" . | nindent 4 }}
    {{- with .Values.podLabels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  annotations:
    checksum/settings: {{ toYaml .Values.settings | sha256sum }}
    {{- with .Values.podAnnotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  serviceAccountName: {{ include "berth.fullname" . }}
  automountServiceAccountToken: false
  enableServiceLinks: false
  # What is sent away by the Service first, then requests under way (drain-time), then the end.
  terminationGracePeriodSeconds: 45
  {{- with .Values.imagePullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.priorityClassName }}
  priorityClassName: {{ . | quote }}
  {{- end }}
  securityContext:
    runAsNonRoot: true
    runAsUser: 65532
    runAsGroup: 65532
    fsGroup: 65532
    fsGroupChangePolicy: OnRootMismatch
    seccompProfile:
      type: RuntimeDefault
  containers:
    - name: berth
      image: {{ include "berth.image" . | quote }}
      imagePullPolicy: {{ .Values.image.pullPolicy }}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        capabilities:
          drop: ["ALL"]
      env:
        - name: JDK_JAVA_OPTIONS
          value: "-Xmx{{ .Values.memory.heap }}m -XX:MaxDirectMemorySize={{ .Values.memory.direct }}m -Dio.netty.maxDirectMemory={{ mul .Values.memory.direct 1048576 }}"
        - name: BERTH_PUBLIC_URL
          value: {{ .Values.publicUrl | quote }}
        - name: BERTH_REGISTRY_HOST
          value: {{ .Values.registryHost | quote }}
        - name: BERTH_TLS_PORT
          value: {{ ternary "8443" "0" (ne .Values.tls.existingSecret "") | quote }}
        {{- if .Values.tls.existingSecret }}
        - name: BERTH_TLS_CERTIFICATE_FILE
          value: /run/secrets/berth/tls/tls.crt
        - name: BERTH_TLS_KEY_FILE
          value: /run/secrets/berth/tls/tls.key
        {{- end }}
        {{- with .Values.trustedProxies }}
        - name: BERTH_TRUSTED_PROXIES
          value: {{ join "," . | quote }}
        {{- end }}
        {{- with .Values.metrics.networks }}
        - name: BERTH_METRICS_NETWORKS
          value: {{ join "," . | quote }}
        {{- end }}
        {{- with .Values.database.url }}
        - name: BERTH_DATABASE
          value: {{ . | quote }}
        {{- end }}
        {{- with .Values.database.user }}
        - name: BERTH_DATABASE_USER
          value: {{ . | quote }}
        {{- end }}
        {{- if .Values.database.existingSecret }}
        - name: BERTH_DATABASE_PASSWORD_FILE
          value: /run/secrets/berth/database/password
        {{- end }}
        {{- with .Values.storage.url }}
        - name: BERTH_STORAGE
          value: {{ . | quote }}
        {{- end }}
        {{- with .Values.storage.accessKey }}
        - name: BERTH_STORAGE_ACCESS_KEY
          value: {{ . | quote }}
        - name: BERTH_STORAGE_SECRET_KEY_FILE
          value: /run/secrets/berth/storage/secret-key
        {{- end }}
        {{- if .Values.storage.credentialsSecret }}
        - name: AWS_SHARED_CREDENTIALS_FILE
          value: /run/secrets/berth/profiles/credentials
        {{- end }}
        {{- if .Values.masterKey.existingSecret }}
        - name: BERTH_MASTER_KEY
          valueFrom:
            secretKeyRef:
              name: {{ .Values.masterKey.existingSecret | quote }}
              key: {{ .Values.masterKey.key | quote }}
        {{- end }}
      ports:
        - name: http
          containerPort: 8080
        {{- if .Values.tls.existingSecret }}
        - name: https
          containerPort: 8443
        {{- end }}
      # It answers: tables have been brought to this version. Up to five minutes.
      startupProbe:
        httpGet:
          path: /health/live
          port: http
        periodSeconds: 2
        failureThreshold: 150
      # 503 while it starts, drains, or cannot work: the Service sends nobody there.
      readinessProbe:
        httpGet:
          path: /health/ready
          port: http
        periodSeconds: 5
        timeoutSeconds: 3
        failureThreshold: 2
      # The process answers. Whether its database does is nothing that a restart mends.
      livenessProbe:
        httpGet:
          path: /health/live
          port: http
        periodSeconds: 10
        timeoutSeconds: 5
        failureThreshold: 6
      lifecycle:
        preStop:
          sleep:
            seconds: 5
      resources:
        {{- include "berth.resources" . | nindent 8 }}
      volumeMounts:
        - name: data
          mountPath: /data
        {{- if .Values.settings }}
        - name: settings
          mountPath: /etc/berth
          readOnly: true
        {{- end }}
        {{- if .Values.tls.existingSecret }}
        - name: tls
          mountPath: /run/secrets/berth/tls
          readOnly: true
        {{- end }}
        {{- if .Values.database.existingSecret }}
        - name: database
          mountPath: /run/secrets/berth/database
          readOnly: true
        {{- end }}
        {{- if .Values.storage.existingSecret }}
        - name: storage
          mountPath: /run/secrets/berth/storage
          readOnly: true
        {{- end }}
        {{- if .Values.storage.credentialsSecret }}
        - name: profiles
          mountPath: /run/secrets/berth/profiles
          readOnly: true
        {{- end }}
  {{- with include "berth.volumes" . | trim }}
  volumes:
    {{- . | nindent 4 }}
  {{- end }}
  {{- if .Values.topologySpreadConstraints }}
  topologySpreadConstraints:
    {{- toYaml .Values.topologySpreadConstraints | nindent 4 }}
  {{- else if gt (int .Values.replicas) 1 }}
  topologySpreadConstraints:
    - maxSkew: 1
      topologyKey: kubernetes.io/hostname
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "berth.selector" . | nindent 10 }}
  {{- end }}
  {{- with .Values.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end -}}

{{- define "berth.volumes" -}}
{{- if not (include "berth.isStateful" .) }}
- name: data
  emptyDir: {}
{{- else if .Values.persistence.existingClaim }}
- name: data
  persistentVolumeClaim:
    claimName: {{ .Values.persistence.existingClaim | quote }}
{{- end }}
{{- if .Values.settings }}
- name: settings
  configMap:
    name: {{ include "berth.fullname" . }}
{{- end }}
{{- if .Values.tls.existingSecret }}
- name: tls
  secret:
    secretName: {{ .Values.tls.existingSecret | quote }}
{{- end }}
{{- if .Values.database.existingSecret }}
- name: database
  secret:
    secretName: {{ .Values.database.existingSecret | quote }}
    items:
      - key: {{ .Values.database.passwordKey | quote }}
        path: password
{{- end }}
{{- if .Values.storage.existingSecret }}
- name: storage
  secret:
    secretName: {{ .Values.storage.existingSecret | quote }}
    items:
      - key: {{ .Values.storage.secretKeyKey | quote }}
        path: secret-key
{{- end }}
{{- if .Values.storage.credentialsSecret }}
- name: profiles
  secret:
    secretName: {{ .Values.storage.credentialsSecret | quote }}
    items:
      - key: credentials
        path: credentials
{{- end }}
{{- end -}}
