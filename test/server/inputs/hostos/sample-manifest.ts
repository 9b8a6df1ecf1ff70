// The manifest that HostOS's documents print, for the tests of what is read from it.
export const sample = `{
  components: {
    hostos: {
      packages: {
        hostos-boot-release: {
          tag: 3.0.6-20220602T124916Z_887ca13
          forcereboot: yes
          artifrepo: wcp-genctl-docker-local.artifactory.swg-devops.com
        }
        hostos-config-release: {
          tag: 3.5.79-20220716T084253Z_0ffa960
          artifrepo: wcp-genctl-docker-local.artifactory.swg-devops.com
        }
        hostos-nextgen-os-sw-release: {
          artifrepo: wcp-genctl-docker-local.artifactory.swg-devops.com
          tag: 3.1.96-20220721T153534Z_de4442c
        }

        hostos-base-os-sw-release: {
          tag: 3.4.83-20220708T144532Z_1b241f2
          artifrepo: wcp-genctl-docker-local.artifactory.swg-devops.com
        }
        hostos-base-net-sw-release: {
          tag: 3.8.16-20220722T190519Z_018cee7
          artifrepo: wcp-genctl-docker-local.artifactory.swg-devops.com
        }
        hostos-post-config-release: {
          tag: 3.5.79-20220716T084253Z_0ffa960
          artifrepo: wcp-genctl-docker-local.artifactory.swg-devops.com
        }
        hostos-kernel-patch-release: {
          tag: 3.1.10-20220622T070711Z_1412be2
          artifrepo: wcp-genctl-docker-local.artifactory.swg-devops.com
        }
      }
    }
  }
  mzone: mzone7204
}
`;
