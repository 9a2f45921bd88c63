data "harbor_groups" "it" {
  group_name = "data-group"
}
output "found" {
  value = length(data.harbor_groups.it.groups) == 1
}
