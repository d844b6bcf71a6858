"""Addresses of the pages."""

from django.urls import path

from workspace.pages import views

urlpatterns = [
    path("", views.board, name="board"),
]
