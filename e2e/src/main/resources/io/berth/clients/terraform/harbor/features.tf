# after import force_destroy, storage_quota: the provider does not read them
resource "harbor_project" "features" {
  name                   = "tf-features"
  vulnerability_scanning = false
}

resource "harbor_label" "global" {
  name        = "accTest"
  color       = "#FF0000"
  description = var.changed ? "changed" : "d"
}

# after import project_id: the provider does not read it
resource "harbor_label" "project" {
  name        = "accTest"
  color       = "#FFFFFF"
  description = var.changed ? "changed" : "d"
  project_id  = harbor_project.features.id
}

resource "harbor_immutable_tag_rule" "main" {
  disabled      = !var.changed
  project_id    = harbor_project.features.id
  repo_matching = "**"
  tag_matching  = "v2.*"
}

resource "harbor_retention_policy" "main" {
  scope    = harbor_project.features.id
  schedule = var.changed ? "Weekly" : "Daily"
  rule {
    n_days_since_last_pull = 5
    repo_matching          = "**"
    tag_matching           = "latest"
  }
  rule {
    n_days_since_last_push = 10
    repo_matching          = "**"
    tag_matching           = "{latest,snapshot}"
  }
}

# after import events_types, project_id: the provider does not read them
resource "harbor_project_webhook" "main" {
  name         = "hook"
  address      = var.changed ? "https://webhook.example.org/b" : "https://webhook.example.org/a"
  project_id   = harbor_project.features.id
  notify_type  = "http"
  events_types = ["DELETE_ARTIFACT", "PULL_ARTIFACT", "PUSH_ARTIFACT", "QUOTA_EXCEED"]
}

# needs registries
# after import access_secret, insecure: no API gives it out
resource "harbor_registry" "main" {
  provider_name = "harbor"
  name          = "tf-registry"
  endpoint_url  = "{url}"
  access_id     = "{user}"
  access_secret = "{password}"
  description   = var.changed ? "changed" : "d"
}

# needs replication
resource "harbor_replication" "main" {
  name        = "tf-replication"
  action      = "pull"
  registry_id = harbor_registry.main.registry_id
  description = var.changed ? "changed" : "d"
  filters {
    name = "library/alpine"
  }
  filters {
    tag = "3.*.*"
  }
}

# needs proxy cache
resource "harbor_project" "proxy" {
  name        = "tf-proxy"
  registry_id = harbor_registry.main.registry_id
}

# needs preheat
resource "harbor_preheat_instance" "main" {
  name        = "example"
  vendor      = "dragonfly"
  endpoint    = "http://127.0.0.1:1"
  description = var.changed ? "changed" : ""
}
