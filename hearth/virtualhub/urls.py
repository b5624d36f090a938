from django.urls import URLPattern, URLResolver

app_name = "virtualhub"

urlpatterns: list[URLPattern | URLResolver] = []
