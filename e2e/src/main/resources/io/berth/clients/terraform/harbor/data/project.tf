data "harbor_project" "it" {
  name = "library"
}
output "found" {
  value = data.harbor_project.it.public
}
