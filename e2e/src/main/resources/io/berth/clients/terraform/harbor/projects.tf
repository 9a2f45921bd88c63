# The provider's defaults: automatic scans, no quota.
# after import force_destroy, storage_quota: the provider does not read them
resource "harbor_project" "defaults" {
  name   = "tf-defaults"
  public = var.changed
}

# after import force_destroy, storage_quota: the provider does not read them
resource "harbor_project" "trust" {
  name                        = "tf-trust"
  vulnerability_scanning      = var.changed
  enable_content_trust        = !var.changed
  enable_content_trust_cosign = true
  auto_sbom_generation        = true
}

# after import force_destroy, storage_quota: the provider does not read them
resource "harbor_project" "quota" {
  name                   = "tf-quota"
  vulnerability_scanning = false
  storage_quota          = var.changed ? 7 : 5
  force_destroy          = true
}

# after import force_destroy, storage_quota: the provider does not read them
resource "harbor_project" "severity" {
  name                   = "tf-severity"
  vulnerability_scanning = false
  deployment_security    = var.changed ? "critical" : "high"
}

# after import force_destroy, storage_quota: the provider does not read them
resource "harbor_project" "allowlist" {
  name                   = "tf-allowlist"
  vulnerability_scanning = false
  cve_allowlist          = var.changed ? ["CVE-2020-1"] : ["CVE-2020-1", "CVE-2020-2"]
}

# after import force_destroy, storage_quota: the provider does not read them
resource "harbor_project" "digits" {
  name                   = "4242"
  vulnerability_scanning = false
  public                 = var.changed
}
