data "harbor_projects" "it" {
  name   = "library"
  public = true
}
output "found" {
  value = length([for one in data.harbor_projects.it.projects : one if one.name == "library"]) == 1
}
