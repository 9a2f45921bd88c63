# needs registries
data "harbor_registry" "it" {
  name = "tf-registry"
}
output "found" {
  value = data.harbor_registry.it.name == "tf-registry"
}
