data "ovh_cloud_project_capabilities_containerregistry" "it" {
  service_name = "{service}"
}

data "ovh_cloud_project_containerregistries" "it" {
  service_name = "{service}"
  depends_on   = [ovh_cloud_project_containerregistry.main]
}

data "ovh_cloud_project_containerregistry" "it" {
  service_name = "{service}"
  registry_id  = ovh_cloud_project_containerregistry.main.id
}

data "ovh_cloud_project_containerregistry_users" "it" {
  service_name = "{service}"
  registry_id  = ovh_cloud_project_containerregistry.main.id
  depends_on   = [ovh_cloud_project_containerregistry_user.main]
}

data "ovh_cloud_project_containerregistry_ip_restrictions_management" "it" {
  service_name = "{service}"
  registry_id  = ovh_cloud_project_containerregistry.main.id
  depends_on   = [ovh_cloud_project_containerregistry_ip_restrictions_management.main]
}

data "ovh_cloud_project_containerregistry_ip_restrictions_registry" "it" {
  service_name = "{service}"
  registry_id  = ovh_cloud_project_containerregistry.main.id
  depends_on   = [ovh_cloud_project_containerregistry_ip_restrictions_registry.main]
}

data "ovh_cloud_project_containerregistry_oidc" "it" {
  service_name = "{service}"
  registry_id  = ovh_cloud_project_containerregistry.provider.id
  depends_on   = [ovh_cloud_project_containerregistry_oidc.main]
}

data "ovh_me" "it" {}

output "found" {
  value = {
    capabilities = length(data.ovh_cloud_project_capabilities_containerregistry.it.result) > 0
    registries   = length(data.ovh_cloud_project_containerregistries.it.result) >= 3
    registry     = data.ovh_cloud_project_containerregistry.it.status == "READY"
    users        = length(data.ovh_cloud_project_containerregistry_users.it.result) == 1
    management   = length(data.ovh_cloud_project_containerregistry_ip_restrictions_management.it.ip_restrictions) == 1
    blocks       = length(data.ovh_cloud_project_containerregistry_ip_restrictions_registry.it.ip_restrictions) == 1
    oidc         = data.ovh_cloud_project_containerregistry_oidc.it.oidc_client_id == "client"
    me           = data.ovh_me.it.nichandle != ""
  }
}
