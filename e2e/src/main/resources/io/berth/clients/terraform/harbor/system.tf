resource "harbor_config_system" "main" {
  project_creation_restriction   = var.changed ? "adminonly" : "everyone"
  robot_token_expiration         = 30
  token_expiration               = var.changed ? 60 : 30
  session_timeout                = 60
  robot_name_prefix              = "robot$"
  storage_per_project            = 100
  notification_enable            = !var.changed
  disabled_audit_log_event_types = "create_artifact,delete_artifact"
  banner_message {
    message  = "hello"
    type     = "warning"
    closable = true
  }
}

# no import the provider has none
resource "harbor_garbage_collection" "main" {
  schedule        = var.changed ? "0 30 3 * * *" : "Daily"
  delete_untagged = !var.changed
  workers         = var.changed ? 2 : 1
}

resource "harbor_config_security" "main" {
  cve_allowlist = ["CVE-456", "CVE-123"]
  expires_at    = "1901167767"
}

# needs configuration of sign in
resource "harbor_config_auth" "main" {
  auth_mode          = "oidc_auth"
  primary_auth_mode  = true
  oidc_name          = "provider"
  oidc_endpoint      = "{url}"
  oidc_client_id     = "id"
  oidc_client_secret = "secret"
  oidc_scope         = "openid,email"
  oidc_verify_cert   = true
}

# no import the provider has none
resource "harbor_purge_audit_log" "main" {
  schedule             = var.changed ? "Hourly" : "Daily"
  audit_retention_hour = 24
  include_event_types  = "create_artifact,pull_artifact"
}

# needs scanning
# no import the provider has none
resource "harbor_interrogation_services" "main" {
  vulnerability_scan_policy = var.changed ? "Weekly" : "Daily"
}

# no import the provider has none
resource "harbor_tasks" "main" {
  vulnerability_scan_policy = var.changed ? "weekly" : "daily"
}
